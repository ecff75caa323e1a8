import { FormEditorLoading } from '@/components/forms/form-editor-loading';

export default function Loading() {
  return <FormEditorLoading />;
}
